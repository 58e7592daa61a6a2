/** What routes answer, for the API's document. Answers are built by code that has types; nothing is cut here. */
import { problems } from './problem-schema.ts'

const text = { type: 'string' }
const json = (description: string, schema: object): object => ({
  description,
  content: { 'application/json': { schema } },
})

export const anObject = { type: 'object', additionalProperties: true }

const actAnswer = {
  type: 'object',
  properties: {
    commandId: text,
    caseId: text,
    id: text,
    outcome: {
      type: 'object',
      properties: { status: text, seq: { type: 'integer' }, events: { type: 'array', items: text } },
    },
    case: anObject,
  },
}

const APPLIED =
  'Applied. `case` is the case as it is now; of its actions those that are possible, GET has the others, too.'

export const actAnswers = (status: 200 | 201): Record<number, object> => ({
  [status]: json(APPLIED, actAnswer),
  202: json('Stored, outcome not known yet: ask at the address in Location.', anObject),
  ...problems(409),
})

export const readAnswers = (description: string, ...statuses: number[]): Record<number, object> => ({
  200: json(description, anObject),
  ...problems(...statuses),
})

export const createdAnswers = (description: string, ...statuses: number[]): Record<number, object> => ({
  201: json(description, anObject),
  ...problems(...statuses),
})

export const removedAnswers = (...statuses: number[]): Record<number, object> => ({
  204: { description: 'Removed.' },
  ...problems(...statuses),
})
