{{ config(severity='warn', tags=['single'], error_if='> 100', warn_if='> 0', fail_calc='count(*)', store_failures_as='ephemeral') }}
select * from {{ ref('reads') }} where cents < 0
