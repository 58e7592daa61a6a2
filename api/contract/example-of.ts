/** Makes a valid example of any shape, so that every act is documented with one. */
import type { Format, Shape } from '#domain/values/shape.ts'

const BY_FORMAT: Readonly<Record<Format, unknown>> = {
  date: '2026-03-02',
  'date-time': '2026-03-02T01:00:00.000Z',
  uuid: '01890a5d-ac96-774b-bcce-b302099a8057',
  'project-code': '2603-100000-04-05-000123',
  'document-number': '发改高技〔2026〕123号',
  fen: 12_000_000_000,
  identifier: 'A-07',
  line: '示例',
  prose: '示例',
}

const SLUGS: Readonly<Record<string, string>> = { owner: 'mca', agency: 'huazi' }

/** `name`: the name of the field, which decides between organisations. */
export function exampleOf(shape: Shape<unknown>, name = ''): unknown {
  if (shape.enum) return shape.enum[0]
  switch (shape.type) {
    case 'object':
      return exampleOfObject(shape)
    case 'array':
      return shape.items && (shape.minItems ?? 0) > 0 ? [exampleOf(shape.items, name)] : []
    case 'boolean':
      return false
    case 'integer':
      return shape.format ? BY_FORMAT[shape.format] : (shape.minimum ?? 0)
    case 'string':
      return exampleOfString(shape, name)
  }
}

function exampleOfObject({ properties = {}, required = [] }: Shape<unknown>): object {
  const fields = Object.entries(properties).filter(([key]) => required.includes(key))
  return Object.fromEntries(fields.map(([key, field]) => [key, exampleOf(field, key)]))
}

function exampleOfString({ format, pattern, description }: Shape<unknown>, name: string): unknown {
  if (format === 'line' || format === 'prose') return description ?? BY_FORMAT[format]
  if (format) return BY_FORMAT[format]
  if (pattern?.includes('64')) return '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
  return SLUGS[name] ?? 'zhongshu'
}
