; The installer for Windows: for one person, without an administrator, with the file type .ddcase.
; Made by `run app` where Inno Setup's iscc is on the path. Untested: no Windows was at hand.
;   iscc /DVersion=0.1.0 resources\packaging\windows\determination-desk.iss

#ifndef Version
  #error The version is missing: iscc /DVersion=...
#endif
#define Name "Determination Desk"
#define Program "Determination Desk.exe"
#define Kind "DeterminationDesk.Case"

[Setup]
AppId={{6B0C9C0E-8B7C-4C55-9E6B-5A2F6B0D3E51}
AppName={#Name}
AppVersion={#Version}
AppPublisher=The Determination Desk authors
DefaultDirName={localappdata}\Programs\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
CloseApplications=yes
Compression=lzma2/max
SolidCompression=yes
LicenseFile=..\..\..\LICENSE
OutputDir=..\..\..\dist
OutputBaseFilename=determination-desk-{#Version}-setup
SetupIconFile=..\..\..\build\made\determination-desk.ico
UninstallDisplayIcon={app}\{#Program}
WizardStyle=modern

[Files]
Source: "..\..\..\dist\determination-desk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "..\..\..\build\made\case-file.ico"; DestDir: "{app}"; Flags: ignoreversion

[InstallDelete]
; A file that a newer version no longer has does not stay behind. The library lies elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Program}"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.ddcase"; ValueType: string; ValueData: "{#Kind}"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.ddcase"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.determination-desk.case+json"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\{#Kind}"; ValueType: string; ValueData: "Determination Desk case"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\{#Kind}\DefaultIcon"; ValueType: string; ValueData: "{app}\case-file.ico"
Root: HKCU; Subkey: "Software\Classes\{#Kind}\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "Start {#Name}"; Flags: nowait postinstall skipifsilent
