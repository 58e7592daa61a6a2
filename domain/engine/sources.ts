/** All provisions with the rules that rest on them, for people who ask how certain the source of a rule is. */
import type { Words } from '../case/kind.ts'
import { type Provision, titleOf } from '../law/provision.ts'
import type { Kind } from './kind.ts'
import type { Kinds } from './kinds.ts'

interface NamedRule extends Words {
  code: string
}

/** The rules that rest on a provision, alone or together with others. */
interface Rules {
  refusals: NamedRule[]
  deadlines: NamedRule[]
  acts: NamedRule[]
  otherRules: NamedRule[]
  policyValues: { code: string }[]
}

export interface Source extends Words, Rules {
  cited: string
}

type Rule = { source?: Provision } & Partial<Words>
type Tables = Readonly<Record<keyof Rules, Readonly<Record<string, Rule>>>>

const tablesOf = ({ refusals, deadlines, actions, otherRules, policy }: Kind): Tables => ({
  ...{ refusals, deadlines, otherRules },
  acts: actions,
  policyValues: policy,
})

/** Ordered by title, so that the articles of one instrument stand together. */
export function sourcesOf({ all }: Pick<Kinds, 'all'>): Source[] {
  const sources = new Map<string, Source>()
  for (const tables of all.map(tablesOf)) {
    for (const [table, rules] of Object.entries(tables)) {
      for (const [code, rule] of Object.entries(rules))
        addRule(sources, table as keyof Rules, { code, ...rule })
    }
  }
  return [...sources.values()].toSorted((a, b) => (a.zh < b.zh ? -1 : 1))
}

function addRule(sources: Map<string, Source>, table: keyof Rules, rule: Rule & { code: string }): void {
  const { code, zh, en, source } = rule
  const named = zh === undefined ? { code } : { code, zh, en }
  for (const provision of source?.parts ?? [source ?? []].flat()) {
    const resting = sources.get(provision.cited) ?? newSource(provision)
    sources.set(provision.cited, resting)
    const rules: { code: string }[] = resting[table]
    // Several kinds have the same rule.
    if (!rules.some((one) => one.code === code)) rules.push(named)
  }
}

const newSource = (provision: Provision): Source => ({
  ...titleOf(provision),
  cited: provision.cited,
  ...{ refusals: [], deadlines: [], acts: [], otherRules: [], policyValues: [] },
})
