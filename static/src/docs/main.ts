import { createApp } from "vue";
import "./docs.css";
import DocsApp from "./DocsApp.vue";

createApp(DocsApp).mount("#app");
