// The app's entry: mounts it in the page.
import { render } from 'preact';

const at = document.getElementById('app');
if (at) render(<p>Nishan</p>, at);
