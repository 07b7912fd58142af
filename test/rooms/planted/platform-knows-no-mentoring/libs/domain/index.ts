export interface P { readonly id: string }
