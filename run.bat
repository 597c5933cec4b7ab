@echo off
rem The door for a person with a checkout, on Windows: the same calls as ./run.
setlocal
set "here=%~dp0"
set "venv=%here%.venv"
set "python=%venv%\Scripts\python.exe"
set "word=%~1"
set "quick=tests\text tests\records tests\cases tests\guidelines tests\programs tests\checks"
set "quick=%quick% tests\publication tests\test_architecture.py tests\test_words.py tests\test_changelog.py tests\ui\test_desk.py"
set "quick=%quick% --ignore-glob=tests\programs\test_bare* --ignore=tests\programs\test_guide_pack.py"

set "extras=base"
if "%word%"=="test" set "extras=dev"
if "%word%"=="lint" set "extras=dev"
if "%word%"=="app" set "extras=app"
if "%word%"=="bench" set "extras=dev,bench"
set "wanted=[%extras%]"
if "%extras%"=="base" set "wanted="
call :set_up || exit /b 1

if "%word%"=="" goto sample
if "%word%"=="test" goto test
if "%word%"=="lint" goto lint
if "%word%"=="bench" goto bench
if "%word%"=="screens" goto screens
if "%word%"=="app" goto app
"%python%" -m desktop %*
exit /b %errorlevel%

:sample
"%python%" -m desktop sample --out "%here%letters"
exit /b %errorlevel%

:test
cd /d "%here%"
set "words=%2"
if "%~2"=="quick" set "words=%quick%"
"%python%" -m pytest -n auto --dist worksteal %words% %3 %4 %5 %6 %7 %8 %9
exit /b %errorlevel%

:lint
cd /d "%here%"
"%python%" -m ruff format --check . || exit /b 1
"%python%" -m ruff check . || exit /b 1
for %%p in (linux win32 darwin) do (
    "%python%" -m mypy --platform %%p --cache-dir .mypy_cache\%%p || exit /b 1
)
"%python%" -m pytest -q -p no:randomly tests\test_architecture.py
exit /b %errorlevel%

:bench
set "file=tests\benchmarks\__main__.py"
set "module=tests.benchmarks"
goto part

:screens
set "file=tests\window\screens.py"
set "module=tests.window.screens"
goto part

:app
set "file=resources\packaging\build.py"
set "module=resources.packaging.build"
goto part

:part
cd /d "%here%"
if not exist "%file%" (
    echo This checkout has no %file%. 1>&2
    exit /b 1
)
"%python%" -m %module% %2 %3 %4 %5 %6 %7 %8 %9
exit /b %errorlevel%

rem .venv holds the program and its extras, as pyproject.toml has them now.
:set_up
set "stamp=%venv%\set-up-%extras:,=-%.toml"
if exist "%python%" if exist "%stamp%" (
    fc /b "%here%pyproject.toml" "%stamp%" >nul && exit /b 0
)
echo Setting up Determination Desk in .venv, once for this version ... 1>&2
if not exist "%python%" (
    py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul || (
        echo Determination Desk needs Python 3.11 or newer: winget install Python.Python.3.13 1>&2
        exit /b 1
    )
    py -3 -m venv "%venv%" || exit /b 1
)
"%python%" -m pip install --quiet --disable-pip-version-check --no-input -e "%here%.%wanted%" || (
    echo The packages could not be installed, for the reason above. Run it again when mended. 1>&2
    exit /b 1
)
copy /y "%here%pyproject.toml" "%stamp%" >nul
exit /b 0
