/* to be written */ ogi.page(async () => { 'use strict'; });
