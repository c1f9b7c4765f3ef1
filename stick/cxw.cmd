@echo off
rem Starts cxw on a borrowed Windows laptop: finds a Python, the rest is start.py's.
setlocal
set "FOUND="
if exist "%~dp0python\python.exe" set FOUND="%~dp0python\python.exe"
for %%V in (3.14 3.13 3.12 3.11) do if not defined FOUND (py -%%V -c "import venv" >nul 2>nul && set "FOUND=py -%%V")
if not defined FOUND (python -c "import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))" >nul 2>nul && set "FOUND=python")
if not defined FOUND goto missing
%FOUND% "%~dp0start.py" %*
if not errorlevel 1 exit /b 0
set "ENDED=%ERRORLEVEL%"
if "%~1"=="" pause
exit /b %ENDED%

:missing
echo This laptop has no Python from 3.11 to 3.14, and the stick has none in its folder "python".
echo README.txt on the stick says what can be done.
if "%~1"=="" pause
exit /b 1
