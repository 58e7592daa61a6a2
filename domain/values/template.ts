/** Texts with placeholders such as {limit}. A value is the same in both languages, or has a name in each. */

type Language = 'zh' | 'en'
type InBoth = Readonly<Record<Language, string>>

/** By placeholder. For something that has a name in both languages give the names, never its code. */
export type Params = Readonly<Record<string, string | number | InBoth>>

/** A placeholder without a value stays as it is. */
const filledIn = (template: string, params: Params, language: Language): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    return typeof value === 'object' ? value[language] : String(value ?? whole)
  })

/** A text in both languages, with its placeholders filled. */
export const filled = ({ zh, en }: InBoth, params: Params): { zh: string; en: string } => ({
  zh: filledIn(zh, params, 'zh'),
  en: filledIn(en, params, 'en'),
})
