/**
 * Refusals: why an act is not done. One refusal names all unmet conditions, each with its source, so that nobody has to
 * try again for each of them. Each layer and each topic has its own catalogue; the kind of case joins them.
 */
import { type Provision, titleOf } from '../law/provision.ts'
import { filled, type Params } from '../values/template.ts'
import type { Words } from './kind.ts'

/**
 * `forbidden`: this person may not; `state`: not in this state of the case; `gate`: a condition of the law or of policy
 * is unmet; `input`: the content is wrong. The API answers 403, 409, 422 and 422.
 */
export type RefusalKind = 'forbidden' | 'state' | 'gate' | 'input'

export interface RefusalEntry {
  kind: RefusalKind
  zh: string
  en: string
  source: Provision
}

/** By code. Placeholders such as {limit} are filled from the unmet condition's `params`. */
export type Catalogue = Readonly<Record<string, RefusalEntry>>

export interface Unmet {
  code: string
  params?: Params
}

export interface Refusal {
  unmet: Unmet[]
}

/** A condition that holds (null) or the reason why it does not. */
export type Check = Unmet | null

/**
 * Makes the `must` of a layer or a topic, typed by the codes of its catalogues: `condition` must hold, or the act is
 * refused with `code`. (Not called `require`: bundlers would treat it as CommonJS.)
 */
export const mustOf =
  <Code extends string>() =>
  (condition: boolean, code: Code, params?: Params): Check => {
    if (condition) return null
    return params === undefined ? { code } : { code, params }
  }

export const unmetOf = (checks: readonly Check[]): Unmet[] => checks.filter((check) => check !== null)

/** Each reason once: several rounds and seats may give the same one. */
export function distinct(checks: readonly Check[]): Unmet[] {
  const unmet = unmetOf(checks)
  const texts = unmet.map(({ code, params }) => JSON.stringify([code, params ?? {}]))
  return unmet.filter((_one, index) => texts.indexOf(texts[index] ?? '') === index)
}

const UNMET_MAX = 50
const PARAM_LENGTH_MAX = 300

/** The refusal with limits on number and length, because it is recorded and a hostile message could make it very long. */
export const capped = ({ unmet }: Refusal, catalogue: Catalogue): Refusal => ({
  unmet: limited(unmet, catalogue).map(({ code, params }) =>
    params ? { code, params: shortened(params) } : { code },
  ),
})

/** The least severe reasons are left out; the last reason says how many, so that nobody takes the list for complete. */
function limited(unmet: readonly Unmet[], catalogue: Catalogue): Unmet[] {
  if (unmet.length <= UNMET_MAX) return [...unmet]
  const severityOf = ({ code }: Unmet): number => SEVERITY.indexOf(entryOf(code, catalogue).kind)
  const kept = unmet.toSorted((a, b) => severityOf(a) - severityOf(b)).slice(0, UNMET_MAX - 1)
  return [...kept, { code: 'moreUnmet', params: { count: unmet.length - kept.length } }]
}

const shortened = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object'
        ? { zh: short(value.zh), en: short(value.en) }
        : typeof value === 'string'
          ? short(value)
          : value,
    ]),
  )

const short = (text: string): string =>
  text.length > PARAM_LENGTH_MAX ? `${text.slice(0, PARAM_LENGTH_MAX)}…` : text

const SEVERITY: readonly RefusalKind[] = ['forbidden', 'state', 'input', 'gate']

/** The kind that decides the status of the answer: the first that applies of forbidden, state, input, gate. */
export function kindOf(refusal: Refusal, catalogue: Catalogue): RefusalKind {
  const kinds = refusal.unmet.map(({ code }) => entryOf(code, catalogue).kind)
  return SEVERITY.find((kind) => kinds.includes(kind)) ?? 'state'
}

/** A recorded code that is in no catalogue any more is shown as it is. */
const entryOf = (code: string, catalogue: Catalogue): RefusalEntry =>
  catalogue[code] ?? { kind: 'state', zh: code, en: code, source: { zh: '', en: '', cited: '' } }

/** One unmet condition in words, placeholders filled. */
export function explainUnmet(
  { code, params }: Unmet,
  catalogue: Catalogue,
): { code: string; zh: string; en: string; source: Words } {
  const { source, ...words } = entryOf(code, catalogue)
  return { code, ...filled(words, params ?? {}), source: titleOf(source) }
}
