select * from {{ ref('reads') }} where cents > {{ var('limit') }}
