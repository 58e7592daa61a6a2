/** Fixed words of contents in Chinese: a list is known by its words, whichever field asks for one of them. */
import type { Position } from '#domain/review/joint/changes.ts'
import type { Vote } from '#domain/review/joint/panel.ts'
import { ROLES } from '#domain/values/directory.ts'
import type { Shape } from '#domain/values/shape.ts'
import type { Vocabulary } from './kind-rehearsal.ts'
import type { Words } from './words.ts'

/** Where a person is added to a panel, and what an adviser recommends. */
const POSITIONS: Words<Position> = { before: { zh: '之前' }, beside: { zh: '并列' }, after: { zh: '之后' } }
const VOTES: Words<Vote> = { for: { zh: '同意' }, against: { zh: '异议' }, abstain: { zh: '弃权' } }

/** All lists that have names, of every kind of case and of this one. */
export const choicesOf = ({ kind, own }: Pick<Vocabulary, 'kind' | 'own'>): readonly Words<string>[] => [
  ...(own.choices ?? []),
  ...[kind.stages, kind.steps, kind.fileKinds, ROLES, POSITIONS, VOTES],
]

/** Those of the words that the shape takes; undefined where it takes any text, or its list has no names. */
export function wordsFor(
  shape: Shape<unknown> | undefined,
  choices: readonly Words<string>[],
): Words<string> | undefined {
  const taken = shape?.enum
  const words = taken && choices.find((list) => taken.every((word) => Object.hasOwn(list, word)))
  return words && Object.fromEntries(taken.map((word) => [word, { zh: words[word]?.zh ?? word }]))
}
