/** Replaces recorded citations by the words of their provisions. */
import type { Kind } from '#domain/engine/kind.ts'
import { type Provision, titleOf } from '#domain/law/provision.ts'

type Rules = Kind['otherRules']

/** The value, with the source of every reason in words. */
export function withSourceWords<T>({ otherRules }: Pick<Kind, 'otherRules'>, value: T): T {
  return inWords(value, otherRules) as T
}

function inWords(value: unknown, rules: Rules): unknown {
  if (Array.isArray(value)) return value.map((item) => inWords(item, rules))
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.fromEntries(Object.entries(value).map(([key, field]) => [key, inWords(field, rules)]))
  const { code, source } = fields
  const rule = typeof code === 'string' && Object.hasOwn(rules, code) ? rules[code] : undefined
  return rule && typeof source === 'string' ? { ...fields, source: wordsOf(source, rule.source) } : fields
}

/** A citation that has changed since stays as recorded. */
const wordsOf = (recorded: string, provision: Provision): { zh: string; en: string } =>
  recorded === provision.cited ? titleOf(provision) : { zh: recorded, en: recorded }
