/**
 * Characters that look like others. Input methods, PDF readers and web pages leave them in texts, and nobody sees it. What
 * Unicode's own compatibility mappings (NFKC) know is left to them: full width, ligatures, Kangxi radicals U+2F00 to 2FD5.
 */

/**
 * Radicals and strokes, each with the character that it looks like: Equivalent_Unified_Ideograph of the Unicode Character
 * Database 14.0.0 for U+2E81 to 2EF3 and 31C6 to 31E1. U+2E80 has none.
 */
const RADICALS = [
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王',
  '⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長',
  '⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟',
  '㇆𠃌㇏乀㇐一㇑丨㇒丿㇓丿㇔丶㇕𠃍㇖乛㇗𠃊㇘𠃎㇙𠄌㇚亅㇛𡿨㇜𠃋㇝乀㇞𠃑㇟乚㇠乙㇡𠄎',
  // In simplified type these look like the second form of their character, and mean it: 用⼾ is 用户. NFKC gives the first.
  '⼾户⿈黄⾭青',
]

const UNIFIED: ReadonlyMap<string, string> = new Map(
  RADICALS.flatMap((pairs) => pairs.match(/../gu) ?? []).map((pair): [string, string] => {
    const [radical = '', character = ''] = pair
    return [radical, character]
  }),
)

/** Radicals as the characters that they look like; NFKC knows the others. */
const withoutRadicals = (text: string): string =>
  text.replaceAll(/[\u2e80-\u2fdf\u31c0-\u31ef]/g, (radical) => UNIFIED.get(radical) ?? radical)

/**
 * Without what is not shown: what Unicode says of it (zero-width characters, variation selectors, soft hyphens, fillers), and what has the
 * class of a symbol or a letter and no ink: a pattern of no dots, a note without its head, the blanks of hieroglyphs, a place for an object.
 */
export const withoutIgnorable = (text: string): string =>
  text.replaceAll(/[\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]/gu, '')

/**
 * The text in characters that nothing else looks like: NFKC, nothing that is not shown, radicals as the characters that
 * they look like. Equal for texts that differ in nothing else; again the same when folded again.
 */
export const withoutLookAlikes = (text: string): string =>
  // A character that is not shown keeps a mark from its letter.
  withoutIgnorable(withoutRadicals(withoutIgnorable(text)).normalize('NFKC')).normalize('NFKC')
