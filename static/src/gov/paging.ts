export { usePages, type Pages } from "../shared/paging";
