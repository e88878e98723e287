export { useAct, useDetail, type Acting, type Detail } from "../shared/detail";
