/**
 * Characters that look like other characters. Input methods, PDF readers and web pages put them into texts, and readers do not
 * notice. NFKC of Unicode already maps full width, ligatures and Kangxi radicals U+2F00 to 2FD5; here are the others.
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
  // In simplified fonts these look like the simplified character, and mean it: 用⼾ is 用户. NFKC maps them to the other form.
  '⼾户⿈黄⾭青',
]

const UNIFIED: ReadonlyMap<string, string> = new Map(
  RADICALS.flatMap((pairs) => pairs.match(/../gu) ?? []).map((pair): [string, string] => {
    const [radical = '', character = ''] = pair
    return [radical, character]
  }),
)

/** Replaces radicals by the characters that they look like, where NFKC does not. */
const withoutRadicals = (text: string): string =>
  text.replaceAll(/[\u2e80-\u2fdf\u31c0-\u31ef]/g, (radical) => UNIFIED.get(radical) ?? radical)

/**
 * Removes characters that are not visible: the ignorable ones of Unicode (zero-width characters, variation selectors, soft hyphens, fillers),
 * and symbols and letters that show nothing: empty Braille pattern, null note head, hieroglyph blanks, object replacement character.
 */
export const withoutIgnorable = (text: string): string =>
  text.replaceAll(/[\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]/gu, '')

/**
 * One form for all texts that look the same: NFKC, no invisible characters, radicals as the characters that they look
 * like. Idempotent.
 */
export const withoutLookAlikes = (text: string): string =>
  // Removed before NFKC, because an invisible character between a letter and its mark prevents their composition.
  withoutIgnorable(withoutRadicals(withoutIgnorable(text)).normalize('NFKC')).normalize('NFKC')
