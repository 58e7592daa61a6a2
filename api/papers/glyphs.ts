/** Replaces characters that the font lacks. */

const nameOf = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`

/** Fonts have no glyph for a tab, so it is printed as four spaces. */
const TAB = '    '

/**
 * Text that the font can show. A missing character, for example in a rare name, is written as its code point, which can be looked up,
 * instead of an empty box. Each one is added to `missing`. Line ends stay.
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
