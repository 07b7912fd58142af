export interface S { readonly id: string }
