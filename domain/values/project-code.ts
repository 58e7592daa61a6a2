/** The unique code of a project over its whole life 全国投资项目代码 [C:S24], 20 digits in five groups. */
export type ProjectCode = string & { readonly __brand: 'ProjectCode' }

const SHAPE = /^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$/

/**
 * Whether `s` has the shape of a project code, of GB/T 40058-2021 or older (rulebook §6 [R+]). The check digit is not
 * verified: we have not seen its algorithm, and a wrong guess would refuse real projects.
 */
export function isProjectCode(s: unknown): s is ProjectCode {
  return typeof s === 'string' && SHAPE.test(s)
}
