/** A string that cannot be swapped with another kind of string. */
export type Brand<Name extends string> = string & { readonly __brand: Name };
