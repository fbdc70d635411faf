# Runs every check of the project and reports them all; with arguments, only pytest with these arguments.
. (Join-Path $PSScriptRoot 'setup.ps1')
$python = Get-PreparedPython 'test' 'requirements-dev.lock'
$ErrorActionPreference = 'Continue'
Set-Location $Top
$env:PATH = (Split-Path $python) + ';' + $env:PATH
if (-not $env:QT_QPA_PLATFORM) { $env:QT_QPA_PLATFORM = 'offscreen' }

if ($args.Count -gt 0) {
    & $python -P -m pytest @args
    exit $LASTEXITCODE
}

$failed = @()
function Invoke-Section([string] $Title, [scriptblock] $Check) {
    Write-Output "`n===== $Title"
    & $Check
    if ($LASTEXITCODE -ne 0) { $script:failed += $Title }
}

Invoke-Section 'Ruff: habits' { ruff check --no-fix }
Invoke-Section 'Ruff: form' { ruff format --check }
Invoke-Section 'Types' { mypy }
Invoke-Section 'Floors' { lint-imports }
Invoke-Section 'Tests' { & $python -P -m pytest -n 2 --dist loadgroup --timeout 300 --timeout-method thread --durations 10 }

if ($failed.Count -gt 0) {
    Write-Output "`nFailed: $($failed -join ', ')"
    exit 1
}
Write-Output "`nAll checks hold."
