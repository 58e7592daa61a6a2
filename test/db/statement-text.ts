/**
 * The texts of statements, made by the code itself: the module of a query runs with one function more, which computes the text as the code
 * around the query does. Its private constants, and all that it imports, are thus the real ones.
 */
import { createRequire } from 'node:module'
import ts from 'typescript'

/** Values, by name, of what only a call of the code around a query knows. */
export type Sample = Readonly<Record<string, unknown>>

/** The module runs when the first text is asked for. */
export function textsOf(
  file: ts.SourceFile,
  queries: readonly ts.CallExpression[],
  checker: ts.TypeChecker,
): () => ((sample: Sample) => string)[] {
  let texts: ((sample: Sample) => string)[] | undefined
  return () => {
    texts ??= run(
      file,
      queries.map((query) => textFunction(query, checker)),
    )
    return texts
  }
}

type Made = (sample: Sample) => string | { text: string }

function run(file: ts.SourceFile, functions: readonly string[]): ((sample: Sample) => string)[] {
  // A script has no `import.meta`; no statement depends on where its file lies.
  const code = file.text.replaceAll('import.meta', '({ dirname: "" })')
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 }
  const { outputText } = ts.transpileModule(`${code}\nexport const texts = [${functions.join()}]`, {
    compilerOptions,
  })
  const exports: { texts: Made[] } = { texts: [] }
  new Function('require', 'exports', outputText)(createRequire(file.fileName), exports)
  return exports.texts.map((make) => (sample) => {
    const made = make(sample)
    return typeof made === 'string' ? made : made.text
  })
}

function textFunction(query: ts.CallExpression, checker: ts.TypeChecker): string {
  const [first, second] = query.arguments
  const statement = statementIn((ts.isIdentifier(query.expression) ? second : first) as ts.Expression)
  const { given, declarations } = localsOf(statement, checker)
  const samples = given.map(
    (
      name,
    ) => `if (!('${name}' in sample)) throw new Error('its text depends on “${name}”: give a sample of it');
      const { ${name} } = sample;`,
  )
  const locals = declarations.map((declaration) => `const ${declaration.getText()};`)
  return `(sample) => { ${[...samples, ...locals].join(' ')} return ${statement.getText()} }`
}

/** Of a statement with its values only what has the text. */
function statementIn(argument: ts.Expression): ts.Expression {
  if (!ts.isObjectLiteralExpression(argument)) return argument
  for (const property of argument.properties) {
    if (ts.isSpreadAssignment(property)) return property.expression
    if (property.name.getText() !== 'text') continue
    return ts.isPropertyAssignment(property) ? property.initializer : (property.name as ts.Identifier)
  }
  return argument
}

/** The local variables that an expression needs, in order, and the names of those whose values only a call knows. */
function localsOf(expression: ts.Expression, checker: ts.TypeChecker) {
  const given = new Set<string>()
  const declarations = new Set<ts.VariableDeclaration>()
  const need = (name: ts.Identifier): void => {
    const declared = localDeclaration(name, checker)
    if (!declared || [expression, ...declarations].some((one) => isWithin(declared, one))) return
    const holder = ts.findAncestor(
      declared,
      (node) => ts.isFunctionLike(node) || ts.isVariableDeclaration(node),
    )
    if (holder && ts.isVariableDeclaration(holder) && isComputable(holder)) {
      declarations.add(holder)
      visit(holder)
    } else given.add(name.text)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) need(node)
    ts.forEachChild(node, visit)
  }
  visit(expression)
  return { given: [...given], declarations: [...declarations].sort((one, other) => one.pos - other.pos) }
}

/** Where a variable or parameter of a function is declared; undefined for any other name. */
function localDeclaration(name: ts.Identifier, checker: ts.TypeChecker): ts.Declaration | undefined {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name)
  const declared = symbol?.valueDeclaration
  if (!declared || declared.getSourceFile() !== name.getSourceFile()) return undefined
  const isVariable =
    ts.isVariableDeclaration(declared) || ts.isBindingElement(declared) || ts.isParameter(declared)
  return isVariable && ts.findAncestor(declared, ts.isFunctionLike) ? declared : undefined
}

const isWithin = (node: ts.Node, outer: ts.Node): boolean =>
  ts.findAncestor(node, (one) => one === outer) !== undefined

/** Not what is awaited, or comes from a loop or from `this`. */
function isComputable({ initializer }: ts.VariableDeclaration): boolean {
  const asks = (node: ts.Node): boolean =>
    ts.isAwaitExpression(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword ||
    (ts.forEachChild(node, asks) ?? false)
  return initializer !== undefined && !asks(initializer)
}
