import { ROLES, type Role } from '#domain/values/directory.ts'

export const ROLE_NAMES = Object.keys(ROLES) as Role[]
