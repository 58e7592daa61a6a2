/** What to print for characters that the font lacks. */

const nameOf = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`

/** No font has one; four spaces set apart what it set apart. */
const TAB = '    '

/**
 * Text that the font can show: a character that it lacks, in rare names say, is written by its number, which can
 * be looked up; an empty box cannot. Each is noted in `missing`. Lines stay, and so do the gaps of tabs.
 */
export function showable(text: string, hasGlyph: (code: number) => boolean, missing: Set<string>): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (character === '\n' || hasGlyph(code)) return character
    if (character === '\t') return TAB
    missing.add(nameOf(code))
    return `〔${nameOf(code)}〕`
  }).join('')
}
