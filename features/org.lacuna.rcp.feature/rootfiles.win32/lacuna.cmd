@echo off
rem Starts Lacuna from an unpacked product.
rem   lacuna ui [ARGUMENT...]         opens the workbench
rem   lacuna COMMAND [ARGUMENT...]    command line; loads no user interface
rem LACUNA_JAVA_OPTS holds further options for the Java virtual machine.
setlocal
set "product=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
for %%f in ("%product%plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%f"
if not defined launcher (
    echo lacuna: this product is incomplete: no org.eclipse.equinox.launcher in %product%plugins 1>&2
    exit /b 20
)
set "options=-XX:MaxRAMPercentage=60 -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED %LACUNA_JAVA_OPTS%"
if /i "%~1"=="ui" (
    "%java%" %options% "-Dorg.lacuna.ui.workspace=%LOCALAPPDATA%\Lacuna\workspace" -jar "%launcher%" -nosplash -data @noDefault -configuration "%LOCALAPPDATA%\Lacuna\ui" %*
    exit /b
)
set "product=%product:\=/%"
rem Nobody waits for a short pause here, and a line of parts goes through faster with this collector.
echo "%LACUNA_JAVA_OPTS%" | findstr /r "XX:+Use.*GC" >nul || set "options=-XX:+UseParallelGC %options%"
"%java%" %options% -Djava.awt.headless=true "-Dosgi.sharedConfiguration.area=file:/%product%configuration/headless/" -jar "%launcher%" -nosplash -data @none -configuration "%LOCALAPPDATA%\Lacuna\headless" -application org.lacuna.headless %*
