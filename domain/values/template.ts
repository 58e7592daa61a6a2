/** Texts with placeholders such as {limit}, filled with values that are the same in every language, or with their names. */

type Language = 'zh' | 'en'
type InBoth = Readonly<Record<Language, string>>

/** By placeholder. What has a name in both languages is given by it, never by its code. */
export type Params = Readonly<Record<string, string | number | InBoth>>

/** A placeholder without a value stays as it is. */
const filledIn = (template: string, params: Params, language: Language): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    return typeof value === 'object' ? value[language] : String(value ?? whole)
  })

/** A text in both languages; all texts with placeholders are filled here. */
export const filled = ({ zh, en }: InBoth, params: Params): { zh: string; en: string } => ({
  zh: filledIn(zh, params, 'zh'),
  en: filledIn(en, params, 'en'),
})
