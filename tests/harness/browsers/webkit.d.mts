export interface WebkitPlaces {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}
export function findWebkit(): WebkitPlaces | null;
export function prepareWebkit(): WebkitPlaces | null;
