from django.db import migrations

from kith.access.policies import Guard, of_family


class Migration(migrations.Migration):
    dependencies = [("lending", "0001_tables"), ("people", "0002_doors")]
    operations = [
        Guard("lending_loan", of_family("episode"), family=True),
        Guard("lending_borrower", of_family("episode", person=True), family=True, person=True),
        Guard("lending_check", of_family("episode"), family=True),
        Guard("lending_delivery", of_family("episode"), family=True),
        Guard("lending_reminder", of_family("episode"), family=True),
        Guard("lending_damage", of_family("episode"), family=True),
    ]
