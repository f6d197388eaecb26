// GOV.UK Frontend brings no types; each component is a class that `createAll` makes.
declare module "govuk-frontend/dist/govuk/init.mjs" {
  export function createAll(component: unknown, config: object, scope: Element): unknown[];
}
declare module "govuk-frontend/dist/govuk/components/*" {
  export const Button: unknown;
  export const Checkboxes: unknown;
  export const ErrorSummary: unknown;
  export const PasswordInput: unknown;
  export const Radios: unknown;
}
