// title: 哪些资源到达哪些社区
// about: 谁出资、捐赠、运营或服务，经由谁，到达哪个社区、村或街镇；一步、两步或三步，每一步都有原句。机构的所在地不算服务地，站点、志愿队和项目的算。
// ask: 哪些资源到达哪些社区 | 哪些资源到了{place} | {place}得到了哪些资源 | {place}有哪些慈善资源，经过谁 | {resource}的资源到了哪些社区 | {resource}的资源流向
// ask: {place}的资源从哪里来 | 钱和服务怎样到达{place} | 资源怎么到的{place} | 有什么资源进了{place} | {resource}帮到了哪些社区 | 慈善资源落到哪些社区 | 谁给{place}送资源
// ask: {place}拿到了什么资源
// ask: {place}收到了什么资源 | {place}的钱和物资从哪里来 | {place}有什么外来的资源 | 哪些社区得到了资源 | 资源流到了哪些社区 | {resource}的资源去了哪里 | {resource}给哪些社区送了资源 | 慈善资源去了哪些社区 | {place}都有谁送资源来
// ask: {place}得到谁的支持 | 慈善款物流到哪些社区 | {place}的慈善资源有哪些来路 | {resource}的钱物到了哪些社区
// ask: {place}有哪些外部资源 | 谁帮了{place} | {place}收到哪些捐赠和服务 | {resource}的东西送到了哪些社区 | 慈善资源下沉到哪些社区 | {place}的资源是谁给的 | {resource}把资源投到哪些社区 | 进到{place}的资源
// group: 五社联动
// param: place = "" | 社区、街镇、区县或省名的一部分，空为全国
// param: resource = "" | 只看某个资源，名称的一部分
// column: resource | 资源
// column: resource_five | 五社
// column: first | 做法
// column: via | 经由
// column: second | 再经
// column: via_2 | 再经由
// column: third | 三经
// column: reached | 到达
// column: amount | 金额
// column: place | 所在地
// column: quote | 原句
// column: second_quote | 第二步原句
// column: third_quote | 第三步原句
// column: document | 文献标识
// column: title | 文献
// column: sources | 来源数
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: second_document | 第二步文献标识
// column: third_document | 第三步文献标识
// column: resource_id | 资源标识
// column: via_id | 经由标识
// column: via_2_id | 再经由标识
// column: reached_id | 到达标识
// column: via_five | 经由者五社
// column: via_2_five | 再经由者五社
// column: reached_five | 到达者五社
// link: resource > via | first
// link: via > via_2 | second
// link: via_2 > reached | third
// then: network.resources
// show: network, table
// empty: 图中没有到达这里的资源。换一个地方，或先读入提到它的资料。
MATCH (p:Place|Organization) WHERE p.kind = 'community' OR (p.label = 'PLACE' AND p.kind IN ['town', 'village', 'other'])
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + p.place_code
WITH p, coalesce(q.full_name, '') AS place
WHERE $place = '' OR p.name CONTAINS $place OR place CONTAINS $place
RETURN p.id AS id
ORDER BY id
