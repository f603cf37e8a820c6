-- check: a time expression twice
select expression_id from time_expressions semi join new_time_expressions using (expression_id)
group by expression_id having count(*) > 1
