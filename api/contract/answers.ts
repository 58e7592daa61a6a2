/** Descriptions of answers for the OpenAPI document. They do not filter answers. */
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
  'Applied. `case` is the case as it is now, with its possible actions; GET also shows the blocked ones.'

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
