@echo off
rem The course's command on Windows. It finds a JDK 25, has Maven build what has changed, and starts quest-cli with your
rem arguments. Everywhere else there is the script quest. What the command can do: quest --help

setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0"
set "home=%home:~0,-1%"
set "target=%home%\quest-cli\target"

rem What the JVM needs for the later lessons: preview features, and lesson 3's look at the JDK's own continuation.
rem Harmless before that. And watch asks the system for the terminal's size and settings.
set "jvm_flags=--enable-preview --add-exports java.base/jdk.internal.vm=ALL-UNNAMED --enable-native-access=ALL-UNNAMED"

set "jdk="
call :try_jdk "%JAVA_HOME%"
for /f "delims=" %%J in ('where java 2^>nul') do call :try_jdk "%%~dpJ.."
call :try_jdk "%JAVA25_HOME%"
call :try_jdk "%JDK25_HOME%"
call :try_jdk "%JAVA_HOME_25_X64%"
call :try_jdk "%JAVA_HOME_25_arm64%"
call :try_each_in "%ProgramFiles%\Java"
call :try_each_in "%ProgramFiles%\Eclipse Adoptium"
call :try_each_in "%ProgramFiles%\Microsoft"
call :try_each_in "%ProgramFiles%\Zulu"
call :try_each_in "%ProgramFiles%\Amazon Corretto"
call :try_each_in "%ProgramFiles%\BellSoft"
call :try_each_in "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
call :try_each_in "%USERPROFILE%\.jdks"
call :try_each_in "%USERPROFILE%\.gradle\jdks"
call :try_each_in "%USERPROFILE%\scoop\apps\temurin25-jdk"
call :try_each_in "%USERPROFILE%\scoop\apps\openjdk25"
if not defined jdk goto no_jdk

rem The stamp names the folder of the last build's jars.
set "app="
if not exist "%target%\built" goto build
< "%target%\built" set /p "app="
if not exist "%target%\%app%\lib" goto build
set "ask_whether_stale=-Dquest.built="%target%\built""
goto start

:build
where mvn >nul 2>&1
if errorlevel 1 goto no_maven
>&2 echo building the course (the first time takes a minute) ...
set "app_before=%app%"
rem A folder of its own for each build: Windows does not let Maven overwrite jars that are in use.
set "app=app-%RANDOM%%RANDOM%"
if not exist "%target%" mkdir "%target%"
rem Its time says when the build began, so that what is edited meanwhile counts as changed.
> "%target%\built.new" echo %app%
set "JAVA_HOME=%jdk%"
call mvn -q -B -f "%home%\pom.xml" -pl quest-cli -am -Dmaven.test.skip=true "-Dquest.app=%app%" package > "%target%\build.log" 2>&1 < nul
if errorlevel 1 goto build_failed
for /d %%D in ("%target%\app*") do (
    if /i not "%%~nxD"=="%app%" if /i not "%%~nxD"=="%app_before%" rd /s /q "%%D" 2>nul
)
move /y "%target%\built.new" "%target%\built" >nul
set "ask_whether_stale="

:start
rem Most commands are over before the optimizing compiler pays; those that compute want it.
set "quick_flags=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
for %%C in (run bench grade play swarm) do if /i "%~1"=="%%C" set "quick_flags="
"%jdk%\bin\java.exe" %jvm_flags% %quick_flags% -Djdk.console=java.base %ask_whether_stale% "-Dquest.home=%home%" "-Dquest.app=%target%\%app%" -cp "%target%\%app%\*;%target%\%app%\lib\*" quest.cli.Quest %*
rem 75: nothing was done yet, because the build is older than the sources.
if not errorlevel 76 if errorlevel 75 if defined ask_whether_stale goto build
exit /b %errorlevel%

:try_each_in
if defined jdk exit /b 0
for /d %%D in ("%~1\*") do call :try_jdk "%%D"
exit /b 0

rem A JDK's release file says its version; starting java would take longer.
:try_jdk
if defined jdk exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /b /r "JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>&1
if not errorlevel 1 set "jdk=%~f1"
exit /b 0

:no_jdk
>&2 echo Coroutine Quest needs a JDK 25, and there is none on this machine where JDKs usually are.
>&2 echo Install one from https://adoptium.net (Temurin 25, the JDK), open a new window, and try again.
>&2 echo If you have one elsewhere, say where:  set "JAVA_HOME=C:\path\to\jdk-25"
exit /b 3

:no_maven
>&2 echo Maven is missing: there is no mvn on your path.
>&2 echo How to install it: https://maven.apache.org/install.html
exit /b 3

:build_failed
>&2 echo The build failed. Maven says:
findstr /b /l /c:"[ERROR]" "%target%\build.log" >&2
if errorlevel 1 type "%target%\build.log" >&2
>&2 echo In full: %target%\build.log
exit /b 3
