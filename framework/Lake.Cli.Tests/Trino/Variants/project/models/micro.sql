{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='happened', begin='2024-01-01', batch_size='year', lookback=5) }}
select id, happened, amount from {{ ref('events') }}
