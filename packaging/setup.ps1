# Dot-sourced by run.ps1 and test.ps1: makes a private Python environment from a hashed lock, once.
# Standard output belongs to the program: everything said here goes to standard error.
$ErrorActionPreference = 'Stop'
$Top = (Resolve-Path (Join-Path $PSScriptRoot '..')).Path

function Say([string] $Text) { [Console]::Error.WriteLine($Text) }

# The interpreters we can use, the best first: the launcher's, then whatever is on the path.
# No double quotes inside what Python gets: Windows PowerShell 5 drops them.
function Get-SoundPythons {
    $candidates = @(@('py', '-3.13'), @('py', '-3.12'), @('py', '-3.11'), @('python3'), @('python'))
    foreach ($candidate in $candidates) {
        if (-not (Get-Command $candidate[0] -ErrorAction SilentlyContinue)) { continue }
        $options = @($candidate | Select-Object -Skip 1)
        try {
            $path = & $candidate[0] @options -c 'import sys, ensurepip, venv; sys.exit(1) if sys.version_info < (3, 11) else print(sys.executable)' 2>$null
        } catch { continue }
        if ($LASTEXITCODE -eq 0 -and $path) { "$path".Trim() }
    }
}

function Get-Stamp([string] $Python, [string] $Lock) {
    $version = & $Python -I -S -c 'import sys; print(sys.version_info[:2])'
    "$version $((Get-FileHash $Lock -Algorithm SHA256).Hash) $Top"
}

function New-PrivateEnvironment([string] $Base, [string] $Folder, [string] $Lock) {
    if (Test-Path $Folder) { Remove-Item -Recurse -Force $Folder }
    & $Base -m venv $Folder | ForEach-Object { Say $_ }
    if ($LASTEXITCODE -ne 0) { return $false }
    $python = Join-Path $Folder 'Scripts\python.exe'
    & $python -m pip install -qq --disable-pip-version-check --no-input --only-binary ':all:' --require-hashes -r $Lock | ForEach-Object { Say $_ }
    if ($LASTEXITCODE -ne 0) { return $false }
    $packages = & $python -c "import sysconfig; print(sysconfig.get_path('purelib'))"
    $plain = New-Object System.Text.UTF8Encoding $false
    [IO.File]::WriteAllText((Join-Path $packages 'fsp-desktop.pth'), "$Top`n", $plain)
    # Written last, so a half-made environment is made anew.
    [IO.File]::WriteAllText((Join-Path $Folder 'ready'), (Get-Stamp $python $Lock), $plain)
    return $true
}

# Returns the path of a Python that has everything in the lock.
function Get-PreparedPython([string] $Name, [string] $LockName) {
    $folder = Join-Path $Top ".venv-$Name"
    $lock = Join-Path $PSScriptRoot $LockName
    $python = Join-Path $folder 'Scripts\python.exe'
    $ready = Join-Path $folder 'ready'
    if ((Test-Path $python) -and (Test-Path $ready)) {
        if ([IO.File]::ReadAllText($ready) -eq (Get-Stamp $python $lock)) { return $python }
    }
    $bases = @(Get-SoundPythons)
    if ($bases.Count -eq 0) {
        Say 'FSP Desktop needs Python 3.11 or newer. Type: winget install Python.Python.3.13'
        exit 1
    }
    Say "Setting up in $folder (once; it takes a minute or two) ..."
    foreach ($base in $bases) {
        if (New-PrivateEnvironment $base $folder $lock) { return $python }
        Say "That did not work with $base."
    }
    Say 'The libraries could not be installed. Is there a network? Type the same command again to go on.'
    exit 1
}
