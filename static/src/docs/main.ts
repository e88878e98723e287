import { createApp } from "vue";
import "../shared/tokens.css";
import "./docs.css";
import DocsApp from "./DocsApp.vue";

createApp(DocsApp).mount("#app");
