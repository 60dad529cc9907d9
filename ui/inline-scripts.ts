/** The few lines that must run before the page is painted, with the hashes that let them. */

/** Marks that scripts run and takes the theme chosen on an earlier visit, before anything shows. */
export const THEME_SCRIPT = `(d=>{d.js="";try{const t=localStorage.theme;if(t)d.theme=t}catch{}})(document.documentElement.dataset)`;

/** Paints the number of units beside the cart from the readable cookie, on pages cached for all. */
export const COUNT_SCRIPT = `(n=>{if(n>0)document.querySelector("[data-cart-count]").textContent=n})(document.cookie.match(/(?:^|; )kiosk_cart_n=(\\d+)/)?.[1])`;

/** Lets the browser fetch a page when the shopper is about to follow its link. */
export const SPECULATION_RULES = JSON.stringify({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: "/*" },
          {
            not: {
              href_matches: [
                "/cart*",
                "/checkout*",
                "/orders*",
                "/admin*",
                "/api*",
                "/media/*",
                "/dev*",
                "/docs*",
                "/openapi.json",
              ],
            },
          },
        ],
      },
      eagerness: "moderate",
    },
  ],
});

/** SHA-256 of each script above, as a Content-Security-Policy names it; a test compares them. */
export const INLINE_SCRIPT_HASHES = [
  "sha256-Gbd5oisoOmZ/7dOpMmrmQI1u7fommQMES8BwEIsBBa0=",
  "sha256-BWTUs7eavyDV9SV0JR+DY3H/DPNMSv+lIaOsT1Op8AM=",
  "sha256-JjZPiYHUv3ueVtDzGK1i4Jo33yzlcZGnLw6P90ODqz8=",
] as const;
