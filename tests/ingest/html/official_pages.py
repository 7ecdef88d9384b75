"""Pages in the shape of official sites, with texts of our own: what is around says PLUNK."""

from __future__ import annotations

# ruff: noqa: E501 (pages as they come)

CONSILIUM = """<!doctype html><html lang="en"><head>
<title>Vell and Grenvik sign a harbour agreement - Consilium</title>
<meta property="og:site_name" content="Consilium"><meta property="og:title" content="Vell and Grenvik sign a harbour agreement">
<meta property="article:modified_time" content="2025-11-02T08:00:00Z"></head><body>
<a href="#main" class="gsc-skip sr-only">PLUNK skip to content</a>
<header class="gsc-header"><a href="/en/"><span>PLUNK Council of the County</span></a><nav><ul><li><a href="/en/a">PLUNK Press</a></li><li><a href="/en/b">PLUNK Meetings</a></li></ul></nav></header>
<main id="main"><div class="gsc-breadcrumb"><ol><li><a href="/en/">PLUNK Home</a></li><li><a href="/en/press/">PLUNK Press releases</a></li></ol></div>
<div class="gsc-excerpt-item__meta"><ul><li>Council of the County</li><li>Press release</li><li><time datetime="2024-06-11 10:15">11 June 2024</time> <time>10:15</time></li></ul></div>
<h1 class="gsc-excerpt-heading">Vell and Grenvik sign a harbour agreement</h1>
<div class="gsc-bge-grid__area"><p>The Council today approved an agreement with Grenvik on the harbour dues of ships that carry wool, wood or fish between the two counties.</p>
<p>The agreement lowers the dues by a third and sets up a joint office of nine inspectors who will look after the quays.</p>
<blockquote><p>This agreement brings two neighbours closer and makes the crossing cheaper for every family on the coast.</p><footer><cite>Ida Quist, chair of the Council</cite></footer></blockquote>
<h2>Next steps</h2><p>The agreement enters into force on 1 January 2025, once both assemblies have voted on it and told each other so.</p></div>
<div class="gsc-related"><h2>PLUNK see also</h2><ul><li><a href="/en/x">PLUNK the harbour agreement in full</a></li></ul></div>
<div class="gsc-press-contacts"><h2>PLUNK press contacts</h2><p><a href="mailto:press@vell.example">PLUNK Tom Weir</a></p></div></main>
<footer><p>PLUNK last review 2 November 2025</p><ul><li><a href="/c">PLUNK cookies</a></li></ul></footer></body></html>"""

EEAS = """<!doctype html><html lang="en" dir="ltr"><head>
<title>Vell: Remarks by the High Envoy after the harbour talks | VEAS</title><meta property="og:site_name" content="VEAS"></head><body>
<div class="visually-hidden focusable">PLUNK skip</div><header role="banner"><div class="region"><a href="/_en" rel="home">PLUNK European Harbour Service</a><ul class="menu"><li><a href="/m">PLUNK What we do</a></li></ul></div></header>
<main><article class="node node--type-press-material"><div class="node__header"><h1 class="node__title"><span>Vell: Remarks by the High Envoy after the harbour talks</span></h1>
<div class="node__meta"><div>23.05.2024</div><div>Grenvik</div><div>VEAS Press Team</div></div></div>
<div class="node__content"><p><em>Check against delivery!</em></p>
<p>Good evening to everybody, and thank you for waiting for us in this long corridor.</p>
<p>We have talked for six hours about the quay, the ferry and the forty boats that cannot leave the harbour of Vell.</p>
<p>We agreed that the boats will be let out by the end of the month and that a commission of four people will watch over it.</p>
<p>Thank you.</p></div></article>
<div class="block-social"><ul><li><a href="https://f.example">PLUNK Facebook</a></li><li><a href="https://x.example">PLUNK X</a></li></ul></div>
<section class="block-contacts"><h2>PLUNK Jo Marsh</h2><div>PLUNK Lead spokesperson</div><div>PLUNK +00 555 01</div></section></main>
<footer><div>PLUNK European Harbour Service</div></footer></body></html>"""

ELYSEE = """<!doctype html><html lang="fr"><head><title>Déclaration conjointe entre le Vell et le Grenvik. | eliseum.example</title>
<meta property="og:title" content="Déclaration conjointe entre le Vell et le Grenvik."><meta property="og:site_name" content="eliseum.example"></head><body>
<header><a href="/">PLUNK Palais</a><nav><ul><li><a href="/agenda">PLUNK L'agenda</a></li><li><a href="/actus">PLUNK Les actualités</a></li></ul></nav></header>
<main><section class="container"><p class="date">4 mai 2023</p><h1 class="title">Déclaration conjointe entre le Vell et le Grenvik.</h1>
<ul class="share"><li><a href="#">PLUNK Partager sur Facebook</a></li><li><a href="#">PLUNK Copier le lien</a></li></ul>
<div class="text-container"><p>1. À l'invitation du président du Vell, le président du Grenvik a effectué une visite d'État de trois jours les 2, 3 et 4 mai 2023.</p>
<p>2. Les deux présidents se sont félicités de la hausse de moitié des échanges de laine et de bois entre leurs deux pays depuis cinq ans.</p>
<p><strong>Un port commun</strong></p>
<p>3. Ils sont convenus de construire à Oxwell un port commun dont le coût, estimé à neuf millions de couronnes, sera partagé à parts égales.</p></div></section>
<section class="suggestions"><h2>PLUNK Voir aussi</h2><ul><li><a href="/v">PLUNK Conférence de presse à Oxwell</a></li></ul></section></main>
<footer><p>PLUNK Mentions légales</p></footer></body></html>"""

AKORDA = """<!doctype html><html lang="ru"><head><title>Глава государства принял участие в открытии порта — Официальный сайт Президента Велля</title>
<meta property="og:site_name" content="Akorda"></head><body><header><div class="logo"><a href="/ru">PLUNK Официальный сайт</a></div><nav><ul><li><a href="/ru/events">PLUNK События</a></li><li><a href="/kz">PLUNK ҚАЗ</a></li></ul></nav></header>
<main class="container"><div class="event-page"><h1>Глава государства принял участие в открытии порта</h1><div class="date">11 июня 2024 года</div>
<div class="content"><p>Президент Велля осмотрел новый причал в городе Гренвик и поблагодарил строителей за работу.</p>
<p>В ходе церемонии было отмечено, что порт сможет принимать девятьсот судов в год и даст работу шестистам жителям области.</p>
<p>Президент поручил Правительству подготовить до конца года план развития всего побережья.</p></div></div>
<div class="share"><a href="#">PLUNK Поделиться</a></div></main><footer><p>PLUNK Все права защищены</p></footer></body></html>"""

LEGIFRANCE = """<!doctype html><html lang="fr"><head><title>Décret n° 2024-311 du 4 mai 2024 relatif aux quais de Grenvik - Légivell</title></head><body>
<header><nav><ul><li><a href="/">PLUNK Accueil</a></li><li><a href="/jo">PLUNK Journal officiel</a></li></ul></nav></header>
<main><div class="breadcrumb"><a href="/jo/2024">PLUNK JOVF n°0104 du 5 mai 2024</a></div>
<h1 class="main-title">Décret n° 2024-311 du 4 mai 2024 relatif aux quais de Grenvik</h1>
<ul class="summary-annexe"><li>NOR : GRVX2400311D</li><li>JOVF n°0104 du 5 mai 2024</li></ul>
<div class="page-content"><div class="content"><p>Le Premier ministre du comté,<br>Sur le rapport du ministre des quais,<br>Vu le code des quais, notamment son article L. 121-4,<br>Décrète :</p></div>
<ul class="summary"><li><article><h2 class="title">Chapitre Ier : Dispositions générales (Articles 1 à 2)</h2>
<article><p class="name-article">Article 1</p><div class="content"><p>Les quais de Grenvik sont ouverts aux navires de moins de quarante mètres.</p></div></article>
<article><p class="name-article">Article 2</p><div class="content"><p>Les droits de quai sont fixés à trente-cinq couronnes par jour et par navire.</p></div></article></article></li></ul>
<div class="content"><p>Fait le 4 mai 2024.</p></div></div>
<div class="actions"><a href="/pdf">PLUNK Extrait du Journal officiel électronique authentifié</a></div></main>
<footer><p>PLUNK À propos de cette version</p></footer></body></html>"""

GAZETTE = """<html lang="fr"><head><title>joe_20240505_0104_0003.html</title></head><body>
<p>Arrêté du 4 mai 2024 fixant les droits de quai à Grenvik</p><p>NOR : GRVX2400312A</p><p>Le ministre des quais arrête :</p>
<p>Art. 1er. – Les droits de quai sont fixés à trente-cinq couronnes par jour et par navire, à compter du premier juin, pour tous les navires qui accostent.</p>
<p>Art. 2. – Le directeur du port est chargé de l'exécution du présent arrêté.</p><p>Fait le 4 mai 2024.</p></body></html>"""
