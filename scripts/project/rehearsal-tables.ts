/** The tables of docs/rehearsal.md. */
import { ACTIONS, BODIES, VERBS } from '#domain/project/actions.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { Shape } from '#domain/values/shape.ts'
import { EXPECTATIONS } from '#rehearsal/expectations/all.ts'
import { fileWords, stepWords, WORLD_WORDS } from '#rehearsal/file-words.ts'
import { PROJECT_EXPECTATIONS } from '#rehearsal/project/expectations.ts'
import { code, entries, type Row } from './markdown-table.ts'

const actRows = (): Row[] => [
  ['act', '事项', 'roles', 'content', 'step'],
  ...VERBS.map((verb) => {
    const { zh, roles, review } = ACTIONS[verb]
    return [code(verb), zh, roles.join(', '), fieldsOf(BODIES[verb]).join(', '), review ?? '']
  }),
]

/** Optional fields have a question mark. Amounts are without `Fen`, as in rehearsal files. */
function fieldsOf({ properties = {}, required = [] }: Shape<unknown>): string[] {
  return Object.keys(properties).map(
    (name) => `${name.replace(/Fen$/, '')}${required.includes(name) ? '' : '?'}`,
  )
}

const wordRows = (words: Readonly<Record<string, { zh: string; en: string }>>): Row[] => [
  ['key', '中文', 'English'],
  ...entries(words).map(([key, { zh, en }]) => [code(key), zh, en]),
]

export const rehearsalTables = (): Readonly<Record<string, Row[]>> => ({
  file: wordRows(fileWords(PROJECT)),
  world: wordRows(WORLD_WORDS),
  step: wordRows(stepWords(PROJECT)),
  acts: actRows(),
  expectations: wordRows({ ...EXPECTATIONS, ...PROJECT_EXPECTATIONS }),
})
