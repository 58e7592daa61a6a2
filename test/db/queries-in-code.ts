/** The queries of the code, as the compiler sees them: the row type that each claims, and the text of its statement. */

import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import ts from 'typescript'
import { type Sample, textsOf } from './statement-text.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const ASKS = /\.query\b|queryWithGenericPlan|\brows\b/
const ROOMS = ['activities', 'api', 'db', 'rehearsal', 'scripts', 'stack']

export interface Claim {
  type: ts.Type
  /** As the code writes it. */
  words: string
  isOptional: boolean
}

export interface TypedQuery {
  /** File and line. */
  at: string
  row: ReadonlyMap<string, Claim>
  /** Throws where the samples do not decide what the text is. */
  texts: () => Set<string>
}

export interface Queries {
  typed: TypedQuery[]
  /** Places that use rows of no type. */
  untyped: string[]
  checker: ts.TypeChecker
}

/** Each of the samples gives a text of each statement. */
export function queriesInCode(samples: readonly Sample[]): Queries {
  const program = programOf(ROOMS)
  const checker = program.getTypeChecker()
  const files = program.getSourceFiles().filter(({ fileName }) => ROOMS.includes(roomOf(fileName)))
  const found = files.map((file) => queriesIn(file, { checker, samples }))
  return {
    typed: found.flatMap(({ typed }) => typed),
    untyped: found.flatMap(({ untyped }) => untyped),
    checker,
  }
}

const roomOf = (file: string): string => relative(ROOT, file).split('/')[0] ?? ''

/** Other packages take longer to read than all the rest. What comes from one is `any`, which no column may be. */
const isRead = (file: string): boolean =>
  !/\/node_modules\/(?!@types\/(node|pg)\/|drizzle-orm\/|pg|typescript\/)/.test(file)

function programOf(rooms: readonly string[]): ts.Program {
  const system = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined }
  const config = ts.getParsedCommandLineOfConfigFile(resolve(ROOT, 'tsconfig.json'), {}, system)
  if (!config) throw new Error('tsconfig.json is not there')
  const { fileNames, options } = config
  const files = fileNames.filter(
    (file) => rooms.includes(roomOf(file)) && ASKS.test(readFileSync(file, 'utf8')),
  )
  const host = ts.createCompilerHost(options)
  return ts.createProgram(files, options, {
    ...host,
    fileExists: (file) => isRead(file) && host.fileExists(file),
  })
}

function queriesIn(
  file: ts.SourceFile,
  { checker, samples }: { checker: ts.TypeChecker; samples: readonly Sample[] },
): Pick<Queries, 'typed' | 'untyped'> {
  const calls = new Map<ts.CallExpression, ts.Type>()
  const untyped: string[] = []
  const visit = (node: ts.Node): void => {
    const row = ts.isCallExpression(node) && rowTypeOf(node, checker)
    if (row) calls.set(node as ts.CallExpression, row)
    if (ts.isIdentifier(node) && node.text === 'rows' && isAnyArray(node, checker))
      untyped.push(placeOf(node))
    ts.forEachChild(node, visit)
  }
  visit(file)
  const texts = textsOf(file, [...calls.keys()], checker)
  const typed = [...calls].map(([call, row], index) => ({
    at: placeOf(call),
    row: claimsOf(row, checker),
    texts: () => new Set(samples.map((sample) => texts()[index]?.(sample) ?? '')),
  }))
  return { typed, untyped }
}

const placeOf = (node: ts.Node): string => {
  const file = node.getSourceFile()
  const { line } = file.getLineAndCharacterOfPosition(node.getStart())
  return `${relative(ROOT, file.fileName)}:${line + 1}`
}

/** The row type of a call of `pg`; undefined where it has none, or passes on that of a caller. */
function rowTypeOf(call: ts.CallExpression, checker: ts.TypeChecker): ts.Type | undefined {
  const { name = call.expression } = call.expression as Partial<ts.PropertyAccessExpression>
  const signature = /^query/.test(name.getText()) ? checker.getResolvedSignature(call) : undefined
  const declared = signature?.declaration?.getSourceFile().fileName ?? ''
  if (!signature || !(declared.includes('/@types/pg/') || name.getText() === 'queryWithGenericPlan'))
    return undefined
  // A promise of `QueryResult<R>` or `R[]`.
  const [result] = argumentsOf(signature.getReturnType(), checker)
  const [row] = result ? argumentsOf(result, checker) : []
  return row && row.flags & (ts.TypeFlags.Any | ts.TypeFlags.TypeParameter) ? undefined : row
}

const argumentsOf = (type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] =>
  (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference
    ? checker.getTypeArguments(type as ts.TypeReference)
    : []

function isAnyArray(node: ts.Node, checker: ts.TypeChecker): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node))
  const [element] = argumentsOf(type, checker)
  return element !== undefined && checker.isArrayType(type) && (element.flags & ts.TypeFlags.Any) !== 0
}

const claimsOf = (row: ts.Type, checker: ts.TypeChecker): Map<string, Claim> =>
  new Map(
    checker.getPropertiesOfType(row).map((property) => {
      const type = checker.getTypeOfSymbol(property)
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0
      return [property.name, { type, words: checker.typeToString(type), isOptional }]
    }),
  )
