true
cast(null as boolean)
tinyint '-128'
smallint '32767'
integer '-2147483648'
bigint '9223372036854775807'
real '1.5'
cast(nan() as real)
double '1.7976931348623157E308'
-infinity()
0.1e0 + 0.2e0
decimal '0.00'
decimal '-.05'
cast('99999999999999999999999999999999999999' as decimal(38, 0))
cast('-0.00000000000000000000000000000000000001' as decimal(38, 38))
varchar 'text ''" ü 漢 👍'
cast('ab' as varchar(2))
''
cast('ab' as char(5))
x'0001FF'
x''
json '{"b": [1, null, "x"], "a": 1.50}'
json 'null'
json '"text"'
uuid '12151fd2-7586-11e9-8f9e-2a86e4085a59'
ipaddress '10.0.0.1'
ipaddress '2001:db8::1'
date '2024-02-29'
date '0001-01-01'
date '-0005-03-01'
date '+12024-02-29'
time '01:02:03'
time '23:59:59.999999999999'
time '01:02:03.4 +05:30'
timestamp '2024-02-29 12:34:56'
timestamp '2024-02-29 12:34:56.7'
timestamp '2024-02-29 12:34:56.789012'
timestamp '2024-02-29 12:34:56.789012345678'
timestamp '0001-01-01 00:00:00.000001'
timestamp '1969-12-31 23:59:59.999999'
timestamp '2024-02-29 12:34:56.789 UTC'
timestamp '2024-10-27 02:30:00 Europe/Berlin'
timestamp '2024-07-01 12:00:00.123456789 America/New_York'
timestamp '2024-01-01 00:00:00 -05:30'
interval '3' day
interval '-1.5' second
interval '1-2' year to month
interval '-14' month
array[1, null, 3]
cast(array[] as array(varchar))
array[array[1.5], null, array[]]
map(array['k', 'l'], array[1, null])
map(array[1, 2], array[array['a'], array[]])
map(array[date '2024-01-01'], array[true])
map(array[timestamp '2024-01-01 00:00:00.000001'], array[row(1)])
map(array[1.50], array[2])
row(1, 'x')
cast(row(1, row(2, null)) as row(a integer, "b c" row(d bigint, e varchar)))
array[cast(row(timestamp '2024-01-01 00:00:00.000001 UTC') as row(at timestamp(6) with time zone))]
cast(null as row(a integer))
null
approx_set(1)
cast(approx_set(1) as varbinary)
tdigest_agg(1.0)
qdigest_agg(1)
color(0, 0, 10, rgb(255, 0, 0), rgb(0, 255, 0))
cast('x' as varchar(3)) || 'y'
