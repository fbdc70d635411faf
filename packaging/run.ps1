# Starts FSP Desktop from this checkout; the first time it sets everything up. `run.ps1 demo` shows the whole story.
. (Join-Path $PSScriptRoot 'setup.ps1')
$python = Get-PreparedPython 'run' 'requirements.lock'
# A command that fails says so by its exit code; what it writes to standard error is no fault of this script.
$ErrorActionPreference = 'Continue'
& $python -P -m fsp_desktop @args
exit $LASTEXITCODE
