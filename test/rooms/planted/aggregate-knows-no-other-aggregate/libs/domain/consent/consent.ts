export interface C { readonly id: string }
