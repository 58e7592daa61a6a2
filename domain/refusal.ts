/**
 * Refusals: why an act is not done. One refusal names every unmet condition at once, each with its source, so
 * that nobody is sent home twice. The subjects keep their own catalogues; this file joins them.
 */
import { ACCEPTANCE_REFUSALS } from './project/acceptance/refusals.ts'
import { APPROVAL_REFUSALS } from './project/approval/refusals.ts'
import { BUDGET_REFUSALS } from './project/budget/refusals.ts'
import { CONSTRUCTION_REFUSALS } from './project/construction/refusals.ts'
import { EVALUATION_REFUSALS } from './project/evaluation/refusals.ts'
import { CASE_REFUSALS } from './project/refusals.ts'
import { REVIEW_REFUSALS } from './review/refusals.ts'
import { SUBSTITUTION_REFUSALS } from './substitution/refusals.ts'
import { TASK_REFUSALS } from './tasks/refusals.ts'

/**
 * `forbidden`: this person may not; `state`: not now; `gate`: a condition of the law or of policy is unmet;
 * `input`: the message itself does not make sense. The API answers 403, 409, 422 and 422.
 */
export type RefusalKind = 'forbidden' | 'state' | 'gate' | 'input'

export interface RefusalEntry {
  kind: RefusalKind
  zh: string
  en: string
  /** Cited exactly as the rulebook gives it, with its certainty mark, or "policy default [D]". */
  source: string
}

/** All refusals. Placeholders such as {limit} are filled from the unmet condition's `params`. */
export const REFUSALS = {
  ...CASE_REFUSALS,
  ...REVIEW_REFUSALS,
  ...SUBSTITUTION_REFUSALS,
  ...APPROVAL_REFUSALS,
  ...CONSTRUCTION_REFUSALS,
  ...ACCEPTANCE_REFUSALS,
  ...EVALUATION_REFUSALS,
  ...BUDGET_REFUSALS,
  ...TASK_REFUSALS,
} as const satisfies Record<string, RefusalEntry>

export type RefusalCode = keyof typeof REFUSALS
export type Params = Readonly<Record<string, string | number>>

export interface Unmet {
  code: RefusalCode
  params?: Params
}

export interface Refusal {
  unmet: Unmet[]
}

const UNMET_MAX = 50
const PARAM_LENGTH_MAX = 300

/** The same refusal within bounds of number and length: what a hostile message makes of it is recorded, too. */
export const capped = ({ unmet }: Refusal): Refusal => ({
  unmet: counted(unmet).map(({ code, params }) => (params ? { code, params: shortened(params) } : { code })),
})

/** Nobody takes a part for the whole: the last reason says how many are left out, of the mildest ones. */
function counted(unmet: readonly Unmet[]): Unmet[] {
  if (unmet.length <= UNMET_MAX) return [...unmet]
  const kept = unmet.toSorted((a, b) => severityOf(a) - severityOf(b)).slice(0, UNMET_MAX - 1)
  return [...kept, { code: 'moreUnmet', params: { count: unmet.length - kept.length } }]
}

const severityOf = ({ code }: Unmet): number => SEVERITY.indexOf(REFUSALS[code].kind)

const shortened = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > PARAM_LENGTH_MAX
        ? `${value.slice(0, PARAM_LENGTH_MAX)}…`
        : value,
    ]),
  )

/** A condition that holds (null) or the reason why it does not. */
export type Check = Unmet | null

/** `condition` must hold, or the act is refused with `code`. (Not `require`: bundlers take that for CommonJS.) */
export function must(condition: boolean, code: RefusalCode, params?: Params): Check {
  if (condition) return null
  return params === undefined ? { code } : { code, params }
}

export const unmetOf = (checks: readonly Check[]): Unmet[] => checks.filter((check) => check !== null)

const SEVERITY: readonly RefusalKind[] = ['forbidden', 'state', 'input', 'gate']

/** The kind that decides the answer's status: the first that applies of forbidden, state, input, gate. */
export function kindOf(refusal: Refusal): RefusalKind {
  const kinds = refusal.unmet.map(({ code }) => REFUSALS[code].kind)
  return SEVERITY.find((kind) => kinds.includes(kind)) ?? 'state'
}

/** One unmet condition in words, placeholders filled. */
export function explainUnmet({ code, params }: Unmet): {
  code: RefusalCode
  zh: string
  en: string
  source: string
} {
  const { zh, en, source } = REFUSALS[code]
  const fill = (template: string): string =>
    template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params?.[name] ?? whole))
  return { code, zh: fill(zh), en: fill(en), source }
}
