; The installer for one person on Windows 10 or newer: no administrator, no network, and an uninstaller that takes all of it back.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include files.nsh

!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\DriveShare"
!define FOUND "Software\Microsoft\Windows\CurrentVersion\App Paths\drive-share.exe"
!define LINKS "Software\Classes\drive-share"

Name "Drive Share"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Drive Share"
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
BrandingText "Drive Share ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "Drive Share"
VIAddVersionKey FileDescription "Drive Share Setup"
VIAddVersionKey CompanyName "Drive Share contributors"
VIAddVersionKey LegalCopyright "MIT"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"

!define MUI_ICON "drive-share.ico"
!define MUI_UNICON "drive-share.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\drive-share-gui.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open Drive Share"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

; Windows lets nobody write into a library that a running program uses.
!macro StopWhileItRuns UN
Function ${UN}StopWhileItRuns
  again:
  IfFileExists "$INSTDIR\${PYTHON}" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\${PYTHON}" a
  IfErrors busy
  FileClose $0
  free:
  Return
  busy:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Drive Share is open. Close its windows, then choose Retry." /SD IDCANCEL IDRETRY again
  SetErrorLevel 1
  Abort "Drive Share is open."
FunctionEnd
!macroend
!insertmacro StopWhileItRuns ""
!insertmacro StopWhileItRuns "un."

Section
  SetShellVarContext current
  Call StopWhileItRuns
  ; An older version takes its own files away: this one may have fewer.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S /UPGRADE _?=$INSTDIR'
  ${EndIf}
  SetDateSave on
  !insertmacro InstallFiles
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Drive Share.lnk" "$INSTDIR\drive-share-gui.exe" "" "$INSTDIR\drive-share-gui.exe" 0 SW_SHOWNORMAL "" "Give people access to a file or folder"

  WriteRegStr HKCU "${FOUND}" "" "$INSTDIR\drive-share.exe"
  WriteRegStr HKCU "${LINKS}" "" "URL:Drive Share"
  WriteRegStr HKCU "${LINKS}" "URL Protocol" ""
  WriteRegStr HKCU "${LINKS}\DefaultIcon" "" '"$INSTDIR\drive-share-gui.exe",0'
  WriteRegStr HKCU "${LINKS}\shell\open\command" "" '"$INSTDIR\drive-share-gui.exe" --open "%1"'

  WriteRegStr HKCU "${LISTED}" DisplayName "Drive Share"
  WriteRegStr HKCU "${LISTED}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${LISTED}" Publisher "Drive Share contributors"
  WriteRegStr HKCU "${LISTED}" DisplayIcon "$INSTDIR\drive-share-gui.exe"
  WriteRegStr HKCU "${LISTED}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" EstimatedSize ${KILOBYTES}
  WriteRegDWORD HKCU "${LISTED}" NoModify 1
  WriteRegDWORD HKCU "${LISTED}" NoRepair 1

  ; The program knows its own entries in menus.
  ExecWait '"$INSTDIR\drive-share-gui.exe" integrate install'
SectionEnd

Section Uninstall
  SetShellVarContext current
  Call un.StopWhileItRuns
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPGRADE" $1
  ${If} ${Errors}
    ExecWait '"$INSTDIR\drive-share-gui.exe" integrate remove'
    Call un.AskAboutData
  ${EndIf}
  !insertmacro RemoveFiles
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Drive Share.lnk"
  DeleteRegKey HKCU "${FOUND}"
  DeleteRegKey HKCU "${LINKS}"
  DeleteRegKey HKCU "${LISTED}"
SectionEnd

; What a person did with the program is theirs: it goes only where they say so. Where nobody can be asked (/S) it stays,
; unless /DATA says otherwise.
Function un.AskAboutData
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DATA" $1
  IfErrors 0 gone
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Delete what Drive Share keeps for you, too?$\r$\n$\r$\nThat is the journal of your invitations, drafts, and who is signed in. It cannot be brought back." /SD IDNO IDYES gone
  Return
  gone:
  RMDir /r "$LOCALAPPDATA\drive-share"
  ; Everything of ours in the Credential Manager: a list of pointers to CREDENTIALW (wincred.h).
  System::Call 'advapi32::CredEnumerateW(w "drive-share/*", i 0, *i .r1, *p .r2) i .r0'
  ${If} $0 <> 0
    StrCpy $3 $2
    ${While} $1 > 0
      System::Call '*$3(p .r4)'
      System::Call '*$4(i, i .r5, w .r6)'
      System::Call 'advapi32::CredDeleteW(w r6, i r5, i 0)'
      IntPtrOp $3 $3 + 8
      IntOp $1 $1 - 1
    ${EndWhile}
    System::Call 'advapi32::CredFree(p r2)'
  ${EndIf}
FunctionEnd
