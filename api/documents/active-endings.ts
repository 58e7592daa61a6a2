/** Endings of names that do something when they are opened. */

/** What runs. */
export const RUNS = 'apk|bat|chm|cmd|com|cpl|dll|exe|hta|jar|jse?|lnk|msi|php|pif|ps1|py|scr|sh|vbe?|vbs|wsf'

/** What is shown by a program that may run what it holds. Parts of office files may be pictures and texts of these kinds. */
export const SHOWS = 'docm|html?|iso|mht|pptm|svg|xlsm|xml'
