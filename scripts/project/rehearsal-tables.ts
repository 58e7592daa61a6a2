/** The tables of docs/rehearsal.md. */
import { ACTIONS, BODIES, VERBS } from '#domain/project/actions.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { Shape } from '#domain/values/shape.ts'
import { choicesOf, wordsFor } from '#rehearsal/choice-words.ts'
import { EXPECTATIONS } from '#rehearsal/expectations/all.ts'
import { eventWords } from '#rehearsal/expectations/event-words.ts'
import { refusalWords } from '#rehearsal/expectations/refusal-words.ts'
import { fieldsOf as namedFieldsOf } from '#rehearsal/field-words.ts'
import { fileWords, INCLUDE_WORDS, stepWords, WORLD_WORDS } from '#rehearsal/file-words.ts'
import { isCatalog } from '#rehearsal/project/catalog-notation.ts'
import { PROJECT_EXPECTATIONS } from '#rehearsal/project/expectations.ts'
import { PROJECT_REHEARSAL } from '#rehearsal/project/rehearsal.ts'
import type { Words } from '#rehearsal/words.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'
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

const VOCABULARY = { kind: PROJECT, own: PROJECT_REHEARSAL }

/** Names in two languages, several pairs to a row: the lists are long and their words short. */
function pairRows(words: Words<string>, heading: string): Row[] {
  const pairs = Object.entries(words).map(([name, { zh }]) => [zh, code(name)])
  const half = Math.ceil(pairs.length / 2)
  return [
    ['中文', heading, '中文', heading],
    ...pairs.slice(0, half).map((pair, index) => [...pair, ...(pairs[half + index] ?? ['', ''])]),
  ]
}

/** Every object and every fixed list within the content of an act. */
const shapesIn = (shape: Shape<unknown>): Shape<unknown>[] => [
  shape,
  ...Object.values(shape.properties ?? {}).flatMap(shapesIn),
  ...(shape.items ? shapesIn(shape.items) : []),
]

const shapes = (): Shape<unknown>[] => VERBS.flatMap((verb) => shapesIn(BODIES[verb]))

/** All fields of contents; those of catalogs have names of their own. */
const contentFields = (): Words<string> =>
  Object.fromEntries(
    shapes()
      .filter(({ properties }) => properties && !isCatalog({ type: 'object', properties }))
      .flatMap(({ properties = {} }) => Object.entries(namedFieldsOf(properties, VOCABULARY))),
  )

/** Fixed lists, but for those that stand in other tables; each once. */
function choiceRows(): Row[] {
  const lists = shapes().flatMap((shape) => {
    const words = wordsFor(shape, choicesOf(VOCABULARY))
    return words ? [Object.entries(words).map(([word, { zh }]) => `${zh} ${code(word)}`)] : []
  })
  const rows = [...new Set(lists.map((words) => words.join(', ')))]
  return [['fixed lists 固定用语'], ...rows.map((row) => [row])]
}

export const rehearsalTables = (): Readonly<Record<string, Row[]>> => ({
  file: wordRows(fileWords(PROJECT)),
  include: wordRows(INCLUDE_WORDS),
  world: wordRows(WORLD_WORDS),
  step: wordRows(stepWords(PROJECT)),
  acts: actRows(),
  fields: pairRows(contentFields(), 'field'),
  choices: choiceRows(),
  expectations: wordRows({ ...EXPECTATIONS, ...PROJECT_EXPECTATIONS }),
  events: pairRows(eventWords(VOCABULARY), 'event'),
  refusals: [['refusal', '中文'], ...entries(refusalWords(WHOLE)).map(([name, { zh }]) => [code(name), zh])],
})
