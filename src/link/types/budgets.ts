/** Limits of type resolution, in units of work; what they cut is counted. */

/** Members listed of one type. */
export const MAX_MEMBERS = 20_000;
/** Branches kept of a union; literals of one kind are one branch. */
export const MAX_UNION = 64;
/** Values kept of a union of literals. */
export const MAX_LITERALS = 1_000;
/** Aliases and operators that are expanded inside each other. */
export const MAX_EXPANSION = 50;
/** Nesting of type arguments (`A<B<C<…>>>`): a generic that refers to itself with ever larger arguments ends here. */
export const MAX_ARGUMENT_DEPTH = 8;
/** Different uses of one generic declaration. */
export const MAX_INSTANCES = 2_000;
/** Parents of one class or interface. */
export const MAX_ANCESTORS = 100;

export type TypeCut = 'members' | 'union' | 'expansion' | 'arguments' | 'instances' | 'cycle';
