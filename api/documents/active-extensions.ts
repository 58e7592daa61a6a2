/** File extensions with active content. */

/** Files that are executed when they are opened. */
export const EXECUTABLE_EXTENSIONS =
  'apk|bat|chm|cmd|com|cpl|dll|exe|hta|jar|jse?|lnk|msi|php|pif|ps1|py|scr|sh|vbe?|vbs|wsf'

/** Files whose viewer may run scripts in them. Parts of office files may have these types, too. */
export const ACTIVE_CONTENT_EXTENSIONS = 'docm|html?|iso|mht|pptm|svg|xlsm|xml'
