/** The rows of the tables in docs/rehearsal.md, as the code would write them. */
import { ACTIONS, BODIES, VERBS } from '#domain/project/actions.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { Shape } from '#domain/values/shape.ts'
import { EXPECTATIONS } from '#rehearsal/expectations/all.ts'
import { fileWords, stepWords, WORLD_WORDS } from '#rehearsal/file-words.ts'
import { PROJECT_EXPECTATIONS } from '#rehearsal/project/expectations.ts'

/** `| submitStage | 报送 | departmentLead | stage, title, … | |` */
export const actRows = (): string[] =>
  VERBS.map((verb) => {
    const { zh, roles, review } = ACTIONS[verb]
    const content = fieldsOf(BODIES[verb]).join(', ')
    return `| \`${verb}\` | ${zh} | ${roles.join(', ')} | ${content} | ${review ?? ''} |`
  })

/** Optional fields with a question mark; amounts without `Fen`, as files name them. */
function fieldsOf({ properties = {}, required = [] }: Shape<unknown>): string[] {
  return Object.keys(properties).map(
    (name) => `${name.replace(/Fen$/, '')}${required.includes(name) ? '' : '?'}`,
  )
}

export const expectationRows = (): string[] => wordRows({ ...EXPECTATIONS, ...PROJECT_EXPECTATIONS })
export const keyRows = (): string[] => [fileWords(PROJECT), WORLD_WORDS, stepWords(PROJECT)].flatMap(wordRows)

const wordRows = (words: Readonly<Record<string, { zh: string; en: string }>>): string[] =>
  Object.entries(words).map(([key, { zh, en }]) => `| \`${key}\` | ${zh} | ${en} |`)
