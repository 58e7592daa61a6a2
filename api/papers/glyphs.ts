/** Which characters a font can show: its `cmap` table, in the two forms that fonts of ours have. */

/** The code points of a TrueType font. */
export function codePointsOf(ttf: Buffer): ReadonlySet<number> {
  const count = ttf.readUInt16BE(4)
  const entries = Array.from({ length: count }, (_, index) => 12 + 16 * index)
  const entry = entries.find((at) => ttf.toString('latin1', at, at + 4) === 'cmap')
  if (entry === undefined) throw new Error('the font says nothing about its characters')
  const cmap = ttf.subarray(ttf.readUInt32BE(entry + 8))
  const codePoints = new Set<number>()
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + 8 * index + 4))
    const format = table.readUInt16BE(0)
    if (format === 12) addGroups(table, codePoints)
    if (format === 4) addSegments(table, codePoints)
  }
  return codePoints
}

function addGroups(table: Buffer, codePoints: Set<number>): void {
  for (let index = 0; index < table.readUInt32BE(12); index += 1) {
    const at = 16 + 12 * index
    addRange(table.readUInt32BE(at), table.readUInt32BE(at + 4), codePoints)
  }
}

function addSegments(table: Buffer, codePoints: Set<number>): void {
  const double = table.readUInt16BE(6)
  for (let at = 0; at < double; at += 2) {
    const end = table.readUInt16BE(14 + at)
    const start = table.readUInt16BE(16 + double + at)
    // The last segment is a mark, not a character.
    if (start !== 0xffff) addRange(start, end, codePoints)
  }
}

function addRange(start: number, end: number, codePoints: Set<number>): void {
  for (let code = start; code <= end; code += 1) codePoints.add(code)
}

const nameOf = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`

/** No font has one; four spaces set apart what it set apart. */
const TAB = '    '

/**
 * Text that the font can show: a character that it lacks, in rare names say, is written by its number, which can
 * be looked up; an empty box cannot. Each is noted in `missing`. Lines stay, and so do the gaps of tabs.
 */
export function showable(text: string, codePoints: ReadonlySet<number>, missing: Set<string>): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (character === '\n' || codePoints.has(code)) return character
    if (character === '\t') return TAB
    missing.add(nameOf(code))
    return `〔${nameOf(code)}〕`
  }).join('')
}
